namespace Keyway.Errors;

public static partial class Catalogue
{
    /// <summary>2500-2559: provisioning by SCIM.</summary>
    public static class Provisioning
    {
        public static readonly KeywayError BodyMalformed = new(2500, "The body is not the JSON that this SCIM request needs.", "Send what RFC 7644 asks for, each member once.");
        public static readonly KeywayError ValueRefused = new(2501, "An attribute is missing, or its value is of the wrong kind or out of its range.", "Correct the attribute that is named.");
        public static readonly KeywayError FilterMalformed = new(2502, "The filter is malformed, too long, or asks for an attribute that cannot be searched by.", "Write it as RFC 7644 3.4.2.2 says, over userName, externalId, displayName, id and the others of the documentation.");
        public static readonly KeywayError PathMalformed = new(2503, "The path of a patch is malformed or names no attribute that is kept here.", "Name an attribute of the schemas that /Schemas shows.");
        public static readonly KeywayError NoTarget = new(2504, "A removal names nothing to remove.", "Give it a path.");
        public static readonly KeywayError Immutable = new(2505, "The attribute cannot be changed or taken away.", "Leave it out.");
        public static readonly KeywayError MediaTypeRefused = new(2506, "The body's media type is not accepted.", "Send application/scim+json.");
        public static readonly KeywayError NotServed = new(2507, "This part of SCIM is not served here.", "Use the resource types that /ResourceTypes shows, each at its own address.");
        public static readonly KeywayError ResourceNotFound = new(2510, "There is no such resource.", "Check the id; a deleted one is gone from here.");
        public static readonly KeywayError VersionMismatch = new(2511, "The resource has changed since the version that the request names.", "Read it again and decide anew.");
        public static readonly KeywayError ManagedElsewhere = new(2512, "The resource is managed elsewhere.", "Change a synced object in its domain, and a cloud-only one as an administrator.");
        public static readonly KeywayError ExtensionRefused = new(2513, "On-premises facts are written by the connector of that very domain alone.", "Leave the extension out, or use the domain's connector.");
        public static readonly KeywayError ExtensionRequired = new(2515, "A connector's object needs its anchor and its on-premises facts.", "Send externalId and the on-premises extension.");
        public static readonly KeywayError AnchorTaken = new(2516, "Another object of this domain has the same externalId.", "Find the object by its externalId and change that one.");
        public static readonly KeywayError SidTaken = new(2517, "Another object of this domain has, or had, this security identifier.", "Find out why the domain shows one SID under two objectGUIDs; an alarm was logged.");
        public static readonly KeywayError SidChanged = new(2518, "The security identifier of an object never changes.", "Find out who changed it; an alarm was logged. If the domain was built anew, delete the object first.");
        public static readonly KeywayError AnchorChanged = new(2519, "The externalId of a synced object never changes.", "Create the new object and delete the old one.");
        public static readonly KeywayError SoftMatchRefused = new(2520, "An account that this connector does not manage has the same user name.", "Rename one of the two: accounts are never merged by name. An alarm was logged.");
        public static readonly KeywayError LastAdministrator = new(2521, "The account is the last global administrator.", "Give the role to another account first.");
        public static readonly KeywayError MemberUnknown = new(2522, "A member is no user or group of this server.", "Create members before the group, or in the same bulk request.");
        public static readonly KeywayError MemberRefused = new(2523, "A member is the group itself, or of another domain than the connector's.", "Leave it out: a connector's groups hold its own domain's objects.");
        public static readonly KeywayError CertificateRefused = new(2524, "A certificate of the computer is none that it could have made to join: it must be self-signed by an RSA key of 2048 to 4096 bits, and in its own encoding.", "Let the computer write its certificate anew, and remove the one that is wrong from its userCertificate.");
        public static readonly KeywayError CertificateForeign = new(2525, "A certificate names another computer than the one it was written to.", "Find out who wrote it: the subject must be CN= with the objectGUID of the computer itself.");
        public static readonly KeywayError CertificatesTooMany = new(2526, "The computer has no certificate, or more than eight.", "Remove the certificates that the computer no longer uses from its userCertificate.");
        public static readonly KeywayError BulkTooLarge = new(2530, "The bulk request has too many operations.", "Send at most as many as ServiceProviderConfig says.");
        public static readonly KeywayError BulkIdUnresolved = new(2531, "A bulkId names no operation of this request that succeeded.", "Correct the operation that makes the object, or its bulkId.");
        public static readonly KeywayError DeletedNotFound = new(2532, "There is no such deleted person.", "Look at the list of deleted people: after thirty days they are forgotten.");
        public static readonly KeywayError DeletedNameTaken = new(2533, "Somebody else has the user name of the deleted person meanwhile.", "Rename the other one, and restore then.");
        public static readonly KeywayError PageMalformed = new(2534, "$top is no number from 1 to 999, or $skiptoken is none of this server.", "Follow the @odata.nextLink of the page before.");
        public static readonly KeywayError SyncReportMalformed = new(2540, "The synchronisation report has an unknown kind or outcome, a number below zero, an end before its start, or a next one later than seven days.", "Report with keyway-connect of the same version.");
        public static readonly KeywayError SyncReportStale = new(2541, "A later synchronisation report was accepted before.", "Nothing is to be done if another keyway-connect serves the domain too; else set its clock.");
        public static readonly KeywayError SyncReportFromTheFuture = new(2542, "The synchronisation report says that it was made more than five minutes from now.", "Set the clocks of keyway-connect's machine and of the server.");
        public static readonly KeywayError SyncForeignDomain = new(2543, "The synchronisation is of another domain than the caller's.", "Use the connector of that very domain.");
        public static readonly KeywayError SyncUnknown = new(2544, "Nothing was ever synchronised or reported from this domain.", "Check the domain's name, or run keyway-connect sync for it.");
        public static readonly KeywayError SyncOverdue = new(2545, "The report that a domain's synchronisation service announced did not come.", "Look whether the service runs on keyway-connect's machine and reaches the domain and this server. If it was given up, remove it from /synchronization.");
        public static readonly KeywayError SyncStopped = new(2546, "The last synchronisation of a domain did not succeed.", "Read keyway-connect's log; after the guard against deletions, confirm them if they are meant.");
    }
}
