-- expect nothing
namespace AutoBound
def first (xs : List α) (d : α) : α := match xs with
  | [] => d
  | x :: _ => x
theorem same {a b : α} (h : a = b) : b = a := h.symm
example : first [1, 2] 3 = 1 := rfl
end AutoBound
