/** What neither law nor registers settle of discrepancies; spans in days. */
export interface DiscrepancyPolicies {
  /** How far the start of a stay and that of the decision behind it may lie apart. */
  readonly datesDifferDays: number;
  /** How long after a decision that ends care the child may still be there. */
  readonly goesOnDays: number;
}

export const DISCREPANCY_POLICIES: DiscrepancyPolicies = { datesDifferDays: 7, goesOnDays: 7 };
