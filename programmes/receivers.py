"""Every slice that listens to another (programmes.signals), and every panel that this app fills itself."""
