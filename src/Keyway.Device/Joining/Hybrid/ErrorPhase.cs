using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Joining.Hybrid;

/// <summary>Where a hybrid join stopped, in the vendor's words: pre-check, discover, auth, join.</summary>
internal static class ErrorPhase
{
    private static readonly KeywayError[] Discovery =
    [
        Catalogue.Device.ConnectionPointMissing, Catalogue.Device.ConnectionPointForeign, Catalogue.Device.ServerNotNamed, Catalogue.ActiveDirectory.RegistrationPointMalformed, Catalogue.Device.AuthorityNotShown,
        Catalogue.Device.ServerUnreachable, Catalogue.Device.ServerNotTrusted, Catalogue.Device.ServerReplyMalformed,
    ];

    /// <summary>The phase of the step that is under way.</summary>
    public static string Of(PendingHybridJoin pending) => pending.Step switch
    {
        HybridJoinJourney.ConnectionPointStep => Discovery.Any(error => error.Code == pending.LastError) ? "discover" : "pre-check",
        HybridJoinJourney.KeysStep or HybridJoinJourney.CertificateStep => "auth",
        _ => "join",
    };

    /// <summary>Our number, behind the vendor's where it has one for the same thing.</summary>
    public static string CodeOf(string number) =>
        number == Catalogue.Device.SyncPending.Code ? $"0x801c03f2 ({number})"
        : number == Catalogue.Device.ConnectionPointMissing.Code ? $"0x801c001d ({number})"
        : number;
}
