/**
 * Namespaces whose resources belong to an account, not to a region of it: those of services that have one endpoint a
 * partition (a test holds this against the catalog), and of two whose endpoint is in one region.
 */
const globalNamespaces: ReadonlySet<string> = new Set([
  'Account',
  'BCM',
  'BCMDataExports',
  'BcmPricingCalculator',
  'Billing',
  'BillingConductor',
  'Budgets',
  'CE',
  'CUR',
  'CloudFront',
  'GlobalAccelerator',
  'IAM',
  'Invoicing',
  'NetworkManager',
  'NotificationsContacts',
  'Organizations',
  'PricingPlanManager',
  'Route53',
  'Route53RecoveryControl',
  'Shield',
  'WAF',
]);

/** Whether the resources of a type are the same in every region. */
export function isGlobalType(typeName: string): boolean {
  return globalNamespaces.has(typeName.split('::')[1] ?? '');
}
