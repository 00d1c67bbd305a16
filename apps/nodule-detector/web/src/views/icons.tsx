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

export const PointIcon = draw('M12 3v6M12 15v6M3 12h6M15 12h6');
export const ContrastIcon = draw('M12 3.500a8.500 8.500 0 1 1 0 17a8.500 8.500 0 0 1 0-17M12 3.500v17M12 8h7.500M12 12h8.500M12 16h7.500');
export const MoveIcon = draw(
  'M12 3v18M3 12h18M9.500 5.500L12 3l2.500 2.500M9.500 18.500L12 21l2.500-2.500M5.500 9.500L3 12l2.500 2.500M18.500 9.500L21 12l-2.500 2.500',
);
export const WholeIcon = draw('M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5');
export const RingIcon = draw('M12 6a6 6 0 1 1 0 12a6 6 0 0 1 0-12M12 11.900v.2');
export const TrashIcon = draw('M4.500 7h15M9.500 7V4.500h5V7M6.500 7l1 13h9l1-13M10 11v5.500M14 11v5.500');
export const DownloadIcon = draw('M12 4v11M7.500 11l4.500 4.500l4.500-4.500M5 20h14');
export const UploadIcon = draw('M12 16V5M7.500 9.500L12 5l4.500 4.500M5 19.500h14');
export const FolderIcon = draw('M3.500 18.500v-12h6l2 2.500h9v9.500z');
export const AgainIcon = draw('M19.500 12a7.500 7.500 0 1 1-2.300-5.400M19.500 4v4h-4');
