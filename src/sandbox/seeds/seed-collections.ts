/** Lists that a seed file may have under a service, each with the operation that makes one of its items. */
export const seedCollections: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ecr: { repositories: 'CreateRepository' },
  iam: { roles: 'CreateRole' },
  imagebuilder: {
    components: 'CreateComponent',
    workflows: 'CreateWorkflow',
    infrastructureConfigurations: 'CreateInfrastructureConfiguration',
    distributionConfigurations: 'CreateDistributionConfiguration',
    imageRecipes: 'CreateImageRecipe',
    containerRecipes: 'CreateContainerRecipe',
    imagePipelines: 'CreateImagePipeline',
    lifecyclePolicies: 'CreateLifecyclePolicy',
    images: 'CreateImage',
  },
  s3: { buckets: 'CreateBucket' },
  sagemaker: {
    images: 'CreateImage',
    imageVersions: 'CreateImageVersion',
    appImageConfigs: 'CreateAppImageConfig',
  },
  ssm: { parameters: 'PutParameter' },
};
