using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.DeviceCodes;

/// <summary>A program without a browser: asks for codes, then for its token.</summary>
internal sealed class WaitingProgram(Client client)
{
    public const string Authorize = "/common/oauth2/devicecode";

    public DeviceAuthorization Codes { get; init; } = null!;

    public static async Task<WaitingProgram> StartAsync(Client client, string resource = Resources.DeviceRegistration)
    {
        var reply = await new WaitingProgram(client).AskAsync(Authorize, ("client_id", ClientIds.Broker), ("resource", resource));
        return new WaitingProgram(client) { Codes = reply.As(ContractsJson.Default.DeviceAuthorization) };
    }

    public Task<Reply> AskAsync(string path, params (string Name, string Value)[] form) =>
        client.SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Asks for the token.</summary>
    public Task<Reply> PollAsync(string clientId = ClientIds.Broker) =>
        client.TokenAsync(("grant_type", GrantTypes.DeviceCode), ("client_id", clientId), ("device_code", Codes.DeviceCode));
}
