"""Offices and ranks in time: mentions against tenures, alone and all together."""
