/** A person's initial in a circle; decorative, their name stands beside it. */
export function Avatar({ name }: { name: string }) {
  return (
    <span class="ui-avatar" aria-hidden="true">
      {name[0]}
    </span>
  );
}
