# A template in a reference is text
as ada confirmed
> send [1 euro](amount) to [Tom](payee) reference [{amount} <script>alert(1)</script> **x**](reference) {make_transfer}
< confirm "{amount} <script>alert(1)</script> **x**"
> yes {affirm}
< answer "€1.00 is on its way to Tom Okafor"
