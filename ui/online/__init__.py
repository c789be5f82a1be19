"""The client and the line: rounds, pokes, files and questions to the server, the stick."""
