"""What belongs to this machine: folders, lock, keys, settings, log and sealed files."""
