print("veta")
