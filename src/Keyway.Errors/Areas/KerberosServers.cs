namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2400-2499: Kerberos server keys and partial TGTs at the identity server.</summary>
    public static class KerberosServers
    {
        public static readonly KeywayError NotSynced = new(2400, "The account is not synced from a domain.", "On-premises access needs an account that keyway-connect syncs.");
        public static readonly KeywayError NoKerberosServer = new(2401, "The account's domain has no Kerberos server here.", "Run keyway-connect kerberos-server set for that domain.");
        public static readonly KeywayError SidOfOtherDomain = new(2402, "The account's security identifier does not belong to the Kerberos server's domain.", "Compare the account's objectSid in the domain with what was synced, and find out who changed it.");
        public static readonly KeywayError DomainSecretAccount = new(2403, "The account is a machine's, a trust's, or holds a secret of the domain itself.", "Sign in with a person's account.");
        public static readonly KeywayError PrivilegedAccount = new(2404, "The account is privileged in its domain.", "Use an account without administrative groups, and another way for administration.");
        public static readonly KeywayError DenyListed = new(2405, "The account is in a group that the Kerberos server must never reveal.", "Take the account out of the denied group, if that is right.");
        public static readonly KeywayError NotAllowed = new(2406, "The account is in no group that the Kerberos server may reveal.", "Add the account to an allowed group, or allow one of its groups by keyway-connect kerberos-server set.");
        public static readonly KeywayError ServerNotFound = new(2410, "There is no such Kerberos server here.", "Check domain and name, or run keyway-connect kerberos-server set.");
        public static readonly KeywayError ForeignDomain = new(2411, "The caller is not the connector of this domain.", "Use the connector that was registered for the domain.");
        public static readonly KeywayError PublicationMalformed = new(2412, "The publication has a member that is missing or out of its range.", "Publish with keyway-connect of the same version.");
        public static readonly KeywayError OtherTenant = new(2413, "The publication was made for another tenant.", "Fetch the publication key of this server and publish again.");
        public static readonly KeywayError OtherAddress = new(2414, "The publication is of another domain or name than the address it was sent to.", "Publish to the address of the Kerberos server itself.");
        public static readonly KeywayError FromTheFuture = new(2415, "The publication says that it was made more than five minutes from now.", "Set the clocks of keyway-connect's machine and of the server.");
        public static readonly KeywayError PublicationStale = new(2416, "A publication made at the same time or later was accepted before.", "Publish again: an old publication stays refused.");
        public static readonly KeywayError DomainSidChanged = new(2417, "The domain's security identifier is not the one that the domain published before.", "If the domain was really built anew, remove its Kerberos servers first.");
        public static readonly KeywayError BranchIdTaken = new(2418, "Another Kerberos server of this domain has the same branch id.", "Remove the one that no longer exists in the domain.");
        public static readonly KeywayError KeyRolledBack = new(2419, "The published key is older than the one in force.", "Rotate the key; after a restore of the domain remove the Kerberos server and set it again.");
        public static readonly KeywayError ChangedMeanwhile = new(2420, "Somebody else published or removed this Kerberos server meanwhile.", "Look at the server as it is now, and run the command again if a change is still needed.");
        public static readonly KeywayError MintingStopped = new(2421, "The Kerberos server mints nothing because its domain reports dangerous drift.", "Run keyway-connect kerberos-server verify, repair what it finds with kerberos-server set, and sign in again.");
        public static readonly KeywayError DriftOfOtherVersion = new(2422, "The drift report is about another version of the Kerberos server than the one in force.", "Fetch the server's state and check again.");
        public static readonly KeywayError DriftReportStale = new(2423, "A later drift report was accepted before.", "Check again: an old report stays refused.");
        public static readonly KeywayError DomainNotSynced = new(2424, "Nobody was ever synced from this domain.", "Run keyway-connect sync for the domain first, or check the domain's name.");
        public static readonly KeywayError DriftReportMalformed = new(2425, "The drift report has more than 64 findings, an unknown kind, or a detail that is longer than 512 characters or has control characters.", "Report with keyway-connect of the same version.");
        public static readonly KeywayError DriftFromTheFuture = new(2426, "The drift report says that it was made more than five minutes from now.", "Set the clocks of keyway-connect's machine and of the server.");
    }
}
