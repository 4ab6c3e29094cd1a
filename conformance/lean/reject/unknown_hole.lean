-- expect 2:32 UnknownHole
example : ∃ n : Nat, n = n := ⟨_, rfl⟩
