-- expect nothing
namespace Numerals
example : 2 + 3 = 5 := rfl
example : (2 : Int) - 3 = -1 := rfl
example (x : Int) : x + 1 = x + 1 := rfl
example : 10 % 3 = 1 := rfl
example : 2 ^ 10 = 1024 := rfl
def double (x : Int) : Int := 2 * x
example : double 21 = 42 := rfl
example : 9223372036854775807 + 1 = 9223372036854775808 := rfl
end Numerals
