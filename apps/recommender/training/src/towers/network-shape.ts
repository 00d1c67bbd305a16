/** Sizes of the network. */
export interface NetworkShape {
  /** Items of the catalogue; row + 1 is an item's id, id 0 stands for "never seen". */
  items: number;
  /** Width d of embeddings and vectors. */
  dimension: number;
  /** Width of the hidden layer of each tower. */
  hidden: number;
}
