-- expect 3:1 BadScope
namespace A
