-- expect nothing
namespace Sections
section
variable (n : Nat) {m : Nat}
variable (h : n = m)
theorem symmetric : m = n := h.symm
def plus := n + 1
end
example : plus 3 = 4 := rfl
example : 2 = 2 := symmetric 2 rfl

namespace Inner
def value : Nat := 5
end Inner
open Inner in
example : value = 5 := rfl
open Inner
example : value = Inner.value := rfl
end Sections
