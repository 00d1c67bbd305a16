export function Footer() {
  return (
    <footer class="footer">
      <p>Wren &amp; Barrow is an invented shop. Nothing is sold here, and nothing you do leaves this machine.</p>
    </footer>
  );
}
