-- expect 2:25 Unproved
theorem hard : 1 = 2 := sorry
