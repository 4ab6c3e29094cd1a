-- expect nothing
namespace Calculation
theorem chain {a b c d : Nat} (h : a = b) (k : b = c) (l : c = d) : a = d := calc
  a = b := h
  _ = c := k
  _ = d := l

theorem mixed {a b c : Nat} (h : a = b) (k : b ≤ c) : a ≤ c := calc
  a = b := h
  _ ≤ c := k

theorem rewritten {a b : Nat} (h : a = b) (k : a ≤ 3) : b ≤ 3 := h ▸ k
end Calculation
