using Keyway.Kerberos.Pac;

namespace Keyway.Kerberos.PartialTickets;

/// <summary>
/// The PAC of a partial TGT: buffers 1, 10, 12, 17, 18, 6, 7, and of the user nothing but his names and his SID. Groups are for the domain
/// controller to add: it takes no one else's word for them.
/// </summary>
internal static class PartialTicketPac
{
    /// <summary>PAC_WAS_REQUESTED in two bits ([MS-PAC] 2.14).</summary>
    private static readonly byte[] Attributes = [2, 0, 0, 0, 1, 0, 0, 0];

    public static byte[] Build(KerberosServerKey key, PartialTicketRequest request, string realm, DateTimeOffset authTime)
    {
        var hasUpn = request.UserPrincipalName.Length > 0;
        var logonInfo = new LogonInfo
        {
            EffectiveName = request.SamAccountName,
            FullName = request.DisplayName,
            LogonDomainName = request.NetBiosDomainName,
            LogonDomainId = request.UserSid.Parent,
            UserId = request.UserSid.RelativeIdentifier,
            PasswordLastSet = request.PasswordLastSet is { } lastSet ? FileTime.From(lastSet) : 0,
        };
        var names = new UpnDnsInfo(
            hasUpn ? request.UserPrincipalName : $"{request.SamAccountName}@{request.DomainDnsName}",
            realm,
            UpnIsConstructed: !hasUpn,
            request.SamAccountName,
            request.UserSid);

        return PrivilegeAttributeCertificate.Build(
            [
                new PacBuffer(PacBufferType.LogonInfo, logonInfo.Encode()),
                new PacBuffer(PacBufferType.ClientInfo, new ClientInfo(FileTime.From(authTime), request.SamAccountName).Encode()),
                new PacBuffer(PacBufferType.UpnDnsInfo, names.Encode()),
                new PacBuffer(PacBufferType.Attributes, Attributes),
                new PacBuffer(PacBufferType.Requestor, request.UserSid.ToBinary()),
            ],
            key.Key,
            key.Key,
            (ushort)key.BranchId);
    }
}
