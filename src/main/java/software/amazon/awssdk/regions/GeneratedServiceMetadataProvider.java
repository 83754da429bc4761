package software.amazon.awssdk.regions;

import software.amazon.awssdk.regions.servicemetadata.CloudtrailServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.Ec2ServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.OidcServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.OrganizationsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.PortalSsoServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.StsServiceMetadata;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Stands before the SDK's class of this name, which at the first client makes the endpoints of all the 300 services of AWS
 * in all Regions: 5 MiB and a twentieth of a start, for good. Here are the services that the exporter calls, and those
 * that the SDK calls for the credentials of a profile. About any other the SDK assumes what holds for most, as it does
 * about a service that is newer than itself.
 */
public class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {

    @Override
    public ServiceMetadata serviceMetadata(String endpointPrefix) {
        return switch (endpointPrefix) {
            case CloudTrailClient.SERVICE_METADATA_ID -> new CloudtrailServiceMetadata();
            case Ec2Client.SERVICE_METADATA_ID -> new Ec2ServiceMetadata();
            case "oidc" -> new OidcServiceMetadata();
            case OrganizationsClient.SERVICE_METADATA_ID -> new OrganizationsServiceMetadata();
            case "portal.sso" -> new PortalSsoServiceMetadata();
            case StsClient.SERVICE_METADATA_ID -> new StsServiceMetadata();
            default -> null;
        };
    }
}
