import type { ServiceOverlay } from '../overlay.ts';
import { words } from '../words.ts';
import { images } from './images.ts';
import { instances } from './instances.ts';
import { networks } from './networks.ts';
import { snapshots } from './snapshots.ts';

/** Sources: the service's model and its documentation of filters; seed 003. */
export const ec2: ServiceOverlay = {
  methodNames: 'noun-verb',
  filterStyle: 'ec2',
  pageSize: 1000,
  // Its model names no errors: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
  notFound: words(`
    InvalidAMIID.NotFound InvalidAMIID.Malformed InvalidAMIID.Unavailable InvalidInstanceID.NotFound
    InvalidInstanceID.Malformed InvalidSnapshot.NotFound InvalidSnapshotID.Malformed
    InvalidVolume.NotFound InvalidVolumeID.Malformed
    ClientVpnEndpointNotFound InvalidAddress.NotFound InvalidAllocationID.NotFound InvalidAssociationID.NotFound
    InvalidCapacityReservationId.NotFound InvalidCarrierGatewayID.NotFound InvalidClientVpnEndpointId.NotFound
    InvalidCustomerGatewayID.NotFound InvalidCustomerGatewayId.Malformed
    InvalidDhcpOptionID.NotFound InvalidDhcpOptionsID.NotFound InvalidDhcpOptionsId.Malformed InvalidEgressOnlyInternetGatewayId.NotFound
    InvalidFleetId.NotFound InvalidFlowLogId.NotFound InvalidGatewayID.NotFound
    InvalidGroup.NotFound InvalidGroupId.Malformed InvalidHostID.NotFound InvalidHostId.NotFound
    InvalidInternetGatewayID.NotFound InvalidInternetGatewayId.Malformed InvalidInternetGatewayId.NotFound
    InvalidIpamId.NotFound InvalidIpamPoolId.NotFound InvalidIpamScopeId.NotFound InvalidKeyPair.NotFound
    InvalidLaunchTemplateId.Malformed InvalidLaunchTemplateId.NotFound InvalidLaunchTemplateName.NotFoundException
    InvalidLocalGatewayRouteTableID.NotFound InvalidNatGatewayID.NotFound NatGatewayMalformed NatGatewayNotFound
    InvalidNetworkAclID.NotFound InvalidNetworkAclId.Malformed InvalidNetworkInterfaceID.NotFound
    InvalidNetworkInterfaceId.Malformed InvalidNetworkInsightsPathId.NotFound InvalidNetworkInsightsAnalysisId.NotFound
    InvalidPermission.NotFound InvalidPlacementGroup.Unknown InvalidPrefixListID.NotFound InvalidPrefixListId.NotFound
    InvalidRoute.NotFound InvalidRouteTableID.NotFound InvalidRouteTableId.Malformed InvalidSecurityGroupID.NotFound
    InvalidSecurityGroupId.Malformed InvalidServiceId.NotFound InvalidSpotFleetRequestId.NotFound
    InvalidSubnetID.NotFound InvalidSubnetId.Malformed InvalidSubnetID.Malformed InvalidTransitGatewayAttachmentID.NotFound
    InvalidTransitGatewayID.NotFound InvalidTransitGatewayID.Malformed InvalidTransitGatewayRouteTableID.NotFound
    InvalidVpcID.NotFound InvalidVpcID.Malformed InvalidVpcEndpointId.NotFound InvalidVpcEndpointId.Malformed
    InvalidVpcEndpointServiceId.NotFound InvalidVpcPeeringConnectionID.NotFound InvalidVpcPeeringConnectionId.Malformed
    InvalidVpnConnectionID.NotFound InvalidVpnConnectionID.Malformed InvalidVpnGatewayID.NotFound InvalidVpnGatewayID.Malformed
  `),
  operations: {
    CancelExportTask: 'images',
    CancelImportTask: 'images',
    CreateRestoreImageTask: 'images',
    CreateStoreImageTask: 'images',
    CreateTags: 'images',
    DeleteTags: 'images',
    DescribeExportImageTasks: 'images',
    DescribeFastLaunchImages: 'images',
    DescribeImportImageTasks: 'images',
    DescribeLaunchTemplateVersions: 'launch_template_versions',
    DescribeStoreImageTasks: 'images',
    DescribeTags: 'images',
    DisableAllowedImagesSettings: 'images',
    DisableFastLaunch: 'images',
    EnableAllowedImagesSettings: 'images',
    EnableFastLaunch: 'images',
    GetAllowedImagesSettings: 'images',
    RunInstances: 'instances',
  },
  resources: {
    ...images,
    ...snapshots,
    ...instances,
    ...networks,
  },
};
