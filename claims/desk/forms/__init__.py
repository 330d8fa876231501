"""What people fill in. Forms check shape; what is allowed is the verbs' business."""
