"""Stand-ins for the ports and real services that tests start themselves."""
