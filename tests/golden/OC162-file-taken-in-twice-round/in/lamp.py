# ANCHOR: lense
lens = 1
# ANCHOR_END: lense
