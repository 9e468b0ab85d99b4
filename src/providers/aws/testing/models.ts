import type { ServiceModel } from '../../../aws/service-model.ts';

/** A cut of Image Builder's and EC2's models, for tests. */
export const imagebuilder: ServiceModel = {
  service: 'imagebuilder',
  metadata: {
    apiVersion: '2019-12-02',
    endpointPrefix: 'imagebuilder',
    protocol: 'rest-json',
    serviceId: 'imagebuilder',
  },
  operations: {
    ListImages: operation('ListImages', 'POST'),
    ListImageBuildVersions: operation('ListImageBuildVersions', 'POST'),
    GetImage: operation('GetImage', 'GET'),
    CreateImage: operation('CreateImage', 'PUT'),
  },
  shapes: {
    ListImagesRequest: {
      type: 'structure',
      members: {
        owner: { shape: 'Ownership' },
        filters: { shape: 'FilterList' },
        byName: { shape: 'Boolean' },
        maxResults: { shape: 'RestrictedInteger' },
        nextToken: { shape: 'String' },
      },
    },
    ListImagesResponse: {
      type: 'structure',
      members: {
        requestId: { shape: 'String' },
        imageVersionList: { shape: 'ImageVersionList' },
        nextToken: { shape: 'String' },
      },
    },
    ListImageBuildVersionsRequest: {
      type: 'structure',
      members: {
        imageVersionArn: { shape: 'String' },
        filters: { shape: 'FilterList' },
        maxResults: { shape: 'RestrictedInteger' },
        nextToken: { shape: 'String' },
      },
    },
    ListImageBuildVersionsResponse: {
      type: 'structure',
      members: {
        requestId: { shape: 'String' },
        imageSummaryList: { shape: 'ImageSummaryList' },
        nextToken: { shape: 'String' },
      },
    },
    GetImageRequest: {
      type: 'structure',
      required: ['imageBuildVersionArn'],
      members: {
        imageBuildVersionArn: { shape: 'String', location: 'querystring', locationName: 'imageBuildVersionArn' },
      },
    },
    GetImageResponse: {
      type: 'structure',
      members: { requestId: { shape: 'String' }, image: { shape: 'Image' } },
    },
    CreateImageRequest: {
      type: 'structure',
      required: ['infrastructureConfigurationArn', 'clientToken'],
      members: {
        infrastructureConfigurationArn: { shape: 'String' },
        imageTestsConfiguration: { shape: 'ImageTestsConfiguration' },
        tags: { shape: 'TagMap' },
        workflows: { shape: 'WorkflowList' },
        enhancedImageMetadataEnabled: { shape: 'Boolean' },
        clientToken: { shape: 'String', idempotencyToken: true },
      },
    },
    CreateImageResponse: {
      type: 'structure',
      members: { requestId: { shape: 'String' }, imageBuildVersionArn: { shape: 'String' } },
    },
    ImageVersionList: { type: 'list', member: { shape: 'Image' } },
    ImageSummaryList: { type: 'list', member: { shape: 'Image' } },
    Image: {
      type: 'structure',
      members: {
        arn: { shape: 'String' },
        name: { shape: 'String' },
        state: { shape: 'ImageState' },
        imageTestsConfiguration: { shape: 'ImageTestsConfiguration' },
        tags: { shape: 'TagMap' },
      },
    },
    ImageState: { type: 'structure', members: { status: { shape: 'String' }, reason: { shape: 'String' } } },
    ImageTestsConfiguration: {
      type: 'structure',
      members: { imageTestsEnabled: { shape: 'Boolean' }, timeoutMinutes: { shape: 'Integer' } },
    },
    WorkflowList: { type: 'list', member: { shape: 'Workflow' } },
    Workflow: {
      type: 'structure',
      required: ['workflowArn'],
      members: { workflowArn: { shape: 'String' }, onFailure: { shape: 'String' } },
    },
    FilterList: { type: 'list', member: { shape: 'Filter' }, max: 10, min: 1 },
    Filter: { type: 'structure', members: { name: { shape: 'FilterName' }, values: { shape: 'FilterValues' } } },
    FilterName: { type: 'string', pattern: '^[a-zA-Z]{1,1024}$' },
    FilterValues: { type: 'list', member: { shape: 'FilterValue' }, max: 10, min: 1 },
    FilterValue: { type: 'string', pattern: '^[0-9a-zA-Z./_ :,{}"-]{1,1024}$' },
    Ownership: { type: 'string', enum: ['Self', 'Shared', 'Amazon'] },
    TagMap: { type: 'map', key: { shape: 'String' }, value: { shape: 'String' } },
    RestrictedInteger: { type: 'integer', max: 25, min: 1 },
    Integer: { type: 'integer' },
    Boolean: { type: 'boolean' },
    String: { type: 'string' },
  },
  paginators: {
    ListImages: paginator('imageVersionList', 'nextToken', 'maxResults'),
    ListImageBuildVersions: paginator('imageSummaryList', 'nextToken', 'maxResults'),
  },
};

export const ec2: ServiceModel = {
  service: 'ec2',
  metadata: { apiVersion: '2016-11-15', endpointPrefix: 'ec2', protocol: 'ec2', serviceId: 'EC2' },
  operations: {
    DescribeImages: operation('DescribeImages', 'POST'),
    CopyImage: operation('CopyImage', 'POST'),
    DeregisterImage: operation('DeregisterImage', 'POST'),
  },
  shapes: {
    DescribeImagesRequest: {
      type: 'structure',
      members: {
        ImageIds: { shape: 'StringList', locationName: 'ImageId' },
        Owners: { shape: 'StringList', locationName: 'Owner' },
        Filters: { shape: 'FilterList', locationName: 'Filter' },
        IncludeDeprecated: { shape: 'Boolean' },
        CreatedAfter: { shape: 'Timestamp' },
        NameContains: { shape: 'String' },
        MaxResults: { shape: 'Integer' },
        NextToken: { shape: 'String' },
      },
    },
    DescribeImagesResponse: {
      type: 'structure',
      members: { Images: { shape: 'ImageList' }, NextToken: { shape: 'String' } },
    },
    CopyImageRequest: {
      type: 'structure',
      required: ['Name', 'SourceImageId', 'SourceRegion'],
      members: {
        Name: { shape: 'String' },
        SourceImageId: { shape: 'String' },
        SourceRegion: { shape: 'String' },
        Encrypted: { shape: 'Boolean', locationName: 'encrypted' },
        TagSpecifications: { shape: 'TagList', locationName: 'TagSpecification' },
        ClientToken: { shape: 'String' },
      },
    },
    CopyImageResponse: { type: 'structure', members: { ImageId: { shape: 'String', locationName: 'imageId' } } },
    DeregisterImageRequest: {
      type: 'structure',
      required: ['ImageId'],
      members: { ImageId: { shape: 'String' }, DryRun: { shape: 'Boolean' } },
    },
    DeregisterImageResponse: {
      type: 'structure',
      members: { Return: { shape: 'Boolean' }, DeleteSnapshotResults: { shape: 'TagList' } },
    },
    ImageList: { type: 'list', member: { shape: 'Image' } },
    Image: {
      type: 'structure',
      members: {
        ImageId: { shape: 'String', locationName: 'imageId' },
        Name: { shape: 'String', locationName: 'name' },
        CreationDate: { shape: 'String', locationName: 'creationDate' },
        Public: { shape: 'Boolean', locationName: 'isPublic' },
        Tags: { shape: 'TagList', locationName: 'tagSet' },
      },
    },
    TagList: { type: 'list', member: { shape: 'Tag' } },
    Tag: { type: 'structure', members: { Key: { shape: 'String' }, Value: { shape: 'String' } } },
    FilterList: { type: 'list', member: { shape: 'Filter' } },
    Filter: { type: 'structure', members: { Name: { shape: 'String' }, Values: { shape: 'StringList' } } },
    StringList: { type: 'list', member: { shape: 'String' } },
    Timestamp: { type: 'timestamp' },
    Integer: { type: 'integer' },
    Boolean: { type: 'boolean' },
    String: { type: 'string' },
  },
  paginators: { DescribeImages: paginator('Images', 'NextToken', 'MaxResults') },
};

export const cloudcontrol: ServiceModel = {
  service: 'cloudcontrol',
  metadata: {
    apiVersion: '2021-09-30',
    endpointPrefix: 'cloudcontrolapi',
    protocol: 'json',
    serviceId: 'CloudControl',
  },
  operations: {
    GetResource: operation('GetResource', 'POST'),
    ListResources: operation('ListResources', 'POST'),
    CreateResource: operation('CreateResource', 'POST'),
    DeleteResource: operation('DeleteResource', 'POST'),
  },
  shapes: {
    GetResourceRequest: {
      type: 'structure',
      required: ['TypeName', 'Identifier'],
      members: { TypeName: { shape: 'String' }, Identifier: { shape: 'String' } },
    },
    DeleteResourceRequest: {
      type: 'structure',
      required: ['TypeName', 'Identifier'],
      members: {
        TypeName: { shape: 'String' },
        Identifier: { shape: 'String' },
        ClientToken: { shape: 'String', idempotencyToken: true },
      },
    },
    String: { type: 'string' },
  },
  paginators: { ListResources: paginator('ResourceDescriptions', 'NextToken', 'MaxResults') },
};

function operation(name: string, method: string): ServiceModel['operations'][string] {
  return {
    name,
    http: { method, requestUri: `/${name}` },
    input: { shape: `${name}Request` },
    output: { shape: `${name}Response` },
  };
}

function paginator(result: string, token: string, limit: string): ServiceModel['paginators'][string] {
  return { input_token: token, output_token: token, limit_key: limit, result_key: result };
}
