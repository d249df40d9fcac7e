"""The first page: every part of the agency's page about cyber attacks, in its order, each leading to what works."""
