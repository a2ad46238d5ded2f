using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Tokens;

namespace Keyway.Server.DeviceCodes;

/// <summary>The program that asks. Only the broker may: what a person allows here acts for him, and there is no list of other programs yet.</summary>
internal static class DeviceCodeClient
{
    private static readonly Guid Broker = Guid.ParseExact(ClientIds.Broker, "D");

    /// <summary>The form's <c>client_id</c>, or KW2600.</summary>
    public static Result<Guid> Of(TokenForm form) =>
        Guid.TryParseExact(form["client_id"], "D", out var id) && id == Broker ? id : Catalogue.DeviceCodes.ClientRefused;
}
