raise ModuleNotFoundError("No module named 'keras'", name="keras")
