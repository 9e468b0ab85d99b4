/** Other names of providers, as registries of StackQL have them: all CloudFormation types are resources of the one provider here. */
export const otherProviders: Readonly<Record<string, string>> = { awscc: 'aws' };

/** Other names of services that no rule makes of the catalog's: how they are written elsewhere, and the catalog's name. */
export const otherServices: Readonly<Record<string, string>> = { tagging: 'resourcegroupstaggingapi' };

/** Other names of resources that no rule makes of the catalog's, by service. */
export const otherResources: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  resourcegroupstaggingapi: { tagged_resources: 'resources' },
};
