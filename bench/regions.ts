export const fourRegions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1'];
export const eightRegions = [...fourRegions, 'us-east-2', 'us-west-1', 'ap-south-1', 'ap-northeast-1'];
