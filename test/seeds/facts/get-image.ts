/** A member of the response of Image Builder's GetImage, as its document has it. */
export interface DocumentedMember {
  /** The members that it is in and itself: `image.state.status`. */
  readonly path: readonly string[];
  readonly kind: MemberKind;
  /** Whether there is a list of it. */
  readonly isList: boolean;
  /** The values that it may have, where the document counts them. */
  readonly values: readonly string[];
}

export type MemberKind = 'structure' | 'string' | 'boolean' | 'integer' | 'datetime' | 'map of strings';

export const getImage = {
  link: 'https://docs.aws.amazon.com/goto/WebAPI/imagebuilder-2019-12-02/GetImage',
  required: ['imageBuildVersionArn'],
  errors: [
    'ServiceException',
    'ClientException',
    'ServiceUnavailableException',
    'InvalidRequestException',
    'ForbiddenException',
    'CallRateLimitExceededException',
  ],
} as const;

const kinds: Readonly<Record<string, MemberKind>> = {
  s: 'string',
  b: 'boolean',
  n: 'integer',
  t: 'datetime',
  m: 'map of strings',
};

const imageType = 'type:s(AMI|DOCKER)';
const platform = 'platform:s(Windows|Linux|macOS)';
const state = `state{reason:s
  status:s(PENDING|CREATING|BUILDING|TESTING|DISTRIBUTING|INTEGRATING|AVAILABLE|CANCELLED|FAILED|DEPRECATED|DELETED|DISABLED)}`;
const components = 'components[componentArn:s parameters[name:s value[]:s]]';
const devices = `blockDeviceMappings[deviceName:s virtualName:s noDevice:s
  ebs{encrypted:b deleteOnTermination:b iops:n kmsKeyId:s snapshotId:s volumeSize:n throughput:n
    volumeType:s(standard|io1|io2|gp2|gp3|sc1|st1)}]`;
const repository = 'targetRepository{service:s(ECR) repositoryName:s}';

/** `{` opens a structure, `[` a list of structures; a letter is a kind, with the values that it may have. */
const response = `requestId:s
image{arn:s ${imageType} name:s version:s ${platform} enhancedImageMetadataEnabled:b osVersion:s ${state}
  imageRecipe{arn:s ${imageType} name:s description:s ${platform} owner:s version:s ${components} parentImage:s ${devices}
    dateCreated:s tags:m workingDirectory:s
    additionalInstanceConfiguration{systemsManagerAgent{uninstallAfterBuild:b} userDataOverride:s} amiTags:m}
  containerRecipe{arn:s containerType:s(DOCKER) name:s description:s ${platform} owner:s version:s ${components}
    instanceConfiguration{image:s ${devices}} dockerfileTemplateData:s kmsKeyId:s encrypted:b parentImage:s
    dateCreated:s tags:m workingDirectory:s ${repository}}
  sourcePipelineName:s sourcePipelineArn:s
  infrastructureConfiguration{arn:s name:s description:s instanceTypes[]:s instanceProfileName:s securityGroupIds[]:s
    subnetId:s logging{s3Logs{s3BucketName:s s3KeyPrefix:s}} keyPair:s terminateInstanceOnFailure:b snsTopicArn:s
    dateCreated:s dateUpdated:s resourceTags:m instanceMetadataOptions{httpTokens:s httpPutResponseHopLimit:n} tags:m
    placement{availabilityZone:s tenancy:s(default|dedicated|host) hostId:s hostResourceGroupArn:s}}
  distributionConfiguration{arn:s name:s description:s
    distributions[region:s
      amiDistributionConfiguration{name:s description:s targetAccountIds[]:s amiTags:m kmsKeyId:s
        launchPermission{userIds[]:s userGroups[]:s organizationArns[]:s organizationalUnitArns[]:s}}
      containerDistributionConfiguration{description:s containerTags[]:s ${repository}}
      licenseConfigurationArns[]:s
      launchTemplateConfigurations[launchTemplateId:s accountId:s setDefaultVersion:b]
      s3ExportConfiguration{roleName:s diskImageFormat:s(VMDK|RAW|VHD) s3Bucket:s s3Prefix:s}
      fastLaunchConfigurations[enabled:b snapshotConfiguration{targetResourceCount:n} maxParallelLaunches:n
        launchTemplate{launchTemplateId:s launchTemplateName:s launchTemplateVersion:s} accountId:s]
      ssmParameterConfigurations[amiAccountId:s parameterName:s dataType:s(text|aws:ec2:image)]]
    timeoutMinutes:n dateCreated:s dateUpdated:s tags:m}
  imageTestsConfiguration{imageTestsEnabled:b timeoutMinutes:n} dateCreated:s
  outputResources{amis[region:s image:s name:s description:s ${state} accountId:s] containers[region:s imageUris[]:s]}
  tags:m buildType:s(USER_INITIATED|SCHEDULED|IMPORT|IMPORT_ISO)
  imageSource:s(AMAZON_MANAGED|AWS_MARKETPLACE|IMPORTED|CUSTOM)
  scanState{status:s(PENDING|SCANNING|COLLECTING|COMPLETED|ABANDONED|FAILED|TIMED_OUT) reason:s}
  imageScanningConfiguration{imageScanningEnabled:b ecrConfiguration{repositoryName:s containerTags[]:s}}
  deprecationTime:t lifecycleExecutionId:s executionRole:s
  workflows[workflowArn:s parameters[name:s value[]:s] parallelGroup:s onFailure:s(CONTINUE|ABORT)]
  loggingConfiguration{logGroupName:s}}
latestVersionReferences{latestVersionArn:s latestMajorVersionArn:s latestMinorVersionArn:s latestPatchVersionArn:s}`;

/** Every member of the response structure, those that hold others among them. */
export const getImageMembers: readonly DocumentedMember[] = membersOf(response);

function membersOf(text: string): readonly DocumentedMember[] {
  const members: DocumentedMember[] = [];
  const around: string[] = [];
  for (const [, name, list, letter = '', values, open] of text.matchAll(
    /(\w+)(\[\])?(?::(\w)(?:\(([^)]*)\))?|([{[]))|[}\]]/g,
  )) {
    if (name === undefined) {
      around.pop();
      continue;
    }
    const path = [...around, name];
    const kind = open === undefined ? kinds[letter] : 'structure';
    if (kind === undefined) throw new Error(`${path.join('.')} has no kind.`);
    members.push({ path, kind, isList: list !== undefined || open === '[', values: values?.split('|') ?? [] });
    if (open !== undefined) around.push(name);
  }
  return members;
}
