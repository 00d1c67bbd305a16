/** This page's own icons, in the manner of the library's. */
import { Icon } from '@casebook/ui';

const draw = (d: string) =>
  function PathIcon() {
    return (
      <Icon>
        <path d={d} />
      </Icon>
    );
  };

export const SendIcon = draw('M4.500 12L20 4.500L15.500 20L11.500 13.500L4.500 12ZM11.500 13.500L20 4.500');
export const DownIcon = draw('M12 5v13M6 12.500l6 6l6-6');
export const PageIcon = draw('M7 3.500h7l4 4v13H7zM14 3.500v4h4M9.500 12h6M9.500 15.500h6');
/** A line of text of which a part is marked, and taken out. */
export const TakenApartIcon = draw('M3.500 6h4M10 6h10.500M3.500 12h9M3.500 18h11M17 12h3.500M17.500 18h3');
export const PersonIcon = draw('M12 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8M4.500 20.500c.8-4 3.700-6 7.500-6s6.700 2 7.500 6');
export const KeyIcon = draw('M8 9.500a4 4 0 1 1 0 8a4 4 0 0 1 0-8M11 10.800L19 4M16 6.500l2.500 2.500');
