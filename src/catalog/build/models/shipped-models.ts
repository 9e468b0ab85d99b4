/** What the catalog that skyql comes with says of the models that it was made from. */
export interface ShippedModels {
  /** botocore's version. */
  readonly botocore: string;
  /** By botocore's names of the services: a model of the same digest is the same model. */
  readonly digests: Readonly<Record<string, string>>;
}

export const shippedModelsFile = 'models.json';
