export function ensurePackages(root: string): Promise<void>;
export function packagesMatch(root: string): boolean;
