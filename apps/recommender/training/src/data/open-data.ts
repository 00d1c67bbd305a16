/** Opens a data folder of any of the forms this case study knows. */
import { openShop, type Shop } from '@casebook/dataset-interactions';
import { onlineRetail } from '@casebook/dataset-online-retail';

/**
 * @param dir a folder with `online_retail.csv.gz`, or with `interactions.csv|parquet` and optionally `items.csv`
 * @param cacheDir where prepared Parquet files are kept between runs
 */
export const openData = (dir: string, cacheDir: string, onProgress?: (message: string) => void): Promise<Shop> =>
  openShop(dir, { cacheDir, sources: [onlineRetail], ...(onProgress ? { onProgress } : {}) });
