"""What is sent, by whom, and where it is: consignments and their parcels."""
