-- expect 2:30 Mismatch
theorem wrong : 2 + 2 = 5 := rfl
