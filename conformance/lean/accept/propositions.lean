-- expect nothing
namespace Propositions
theorem distribute {p q r : Prop} : p ∧ (q ∨ r) → (p ∧ q) ∨ (p ∧ r) := fun ⟨hp, h⟩ =>
  h.elim (fun hq => .inl ⟨hp, hq⟩) (fun hr => .inr ⟨hp, hr⟩)
theorem contrapositive {p q : Prop} (h : p → q) : ¬ q → ¬ p := fun hq hp => hq (h hp)
theorem exists_swap {p : Nat → Nat → Prop} : (∃ x y, p x y) → ∃ y x, p x y
  | ⟨x, y, h⟩ => ⟨y, x, h⟩
theorem not_both {p : Prop} : ¬ (p ∧ ¬ p) := fun h => h.2 h.1
theorem impossible (h : False) : 1 = 2 := nomatch h
theorem irrelevant {p : Prop} (h k : p) : h = k := rfl
end Propositions
