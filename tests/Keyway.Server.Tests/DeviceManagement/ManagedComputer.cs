using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keyway.Contracts;
using Keyway.Contracts.DeviceManagement;
using Keyway.Contracts.Devices;
using Keyway.Contracts.Jose;
using Keyway.Contracts.OAuth;
using Keyway.Server.Tests.Devices;

namespace Keyway.Server.Tests.DeviceManagement;

/// <summary>A joined computer that speaks with device management over HTTPS, and can be told to speak wrongly.</summary>
internal sealed class ManagedComputer(RunningServer server, OwnDevice device) : IDisposable
{
    /// <summary>What device management has set here, by URI.</summary>
    public Dictionary<string, int> Values { get; } = [];

    /// <summary>URIs that this computer refuses to change, with what it says.</summary>
    public Dictionary<string, int> Refuses { get; } = [];

    public OwnDevice Device { get; } = device;

    public Guid Id => Device.Id;

    public string Path => $"/EnrollmentServer/management/{Id:D}";

    public string Url => server.Options.Origin + Path;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Device.Dispose();

    public Task<(HttpStatusCode Status, byte[] Body)> EnrolAsync() => PostAsync(Path + "/enrol", null, null);

    /// <summary>A whole session; every message must be taken.</summary>
    /// <returns>How many messages it took.</returns>
    public async Task<int> RunAsync()
    {
        var message = Package1("s1");
        for (var number = 1; ; number++)
        {
            var (status, body) = await SpeakAsync(message);
            Assert.True(status == HttpStatusCode.OK, Encoding.UTF8.GetString(body));
            var reply = SyncMlReader.Read(body).Value;
            Assert.Equal((message.SessionId, message.MessageId, Id.ToString("D"), Url), (reply.SessionId, reply.MessageId, reply.Target, reply.Source));
            if (reply.Commands.All(command => command.Verb == SyncMlVerb.Status))
                return number;
            message = Answer(reply);
        }
    }

    public SyncMlMessage Package1(string session) => new(
        session, 1, Url, Id.ToString("D"),
        [
            new(SyncMlVerb.Alert, 1, [], Code: SyncMl.ClientInitiated),
            new(SyncMlVerb.Alert, 2, [new SyncMlItem(Type: SyncMl.LoginStatus, Data: "user")], Code: SyncMl.ClientEvent),
            new(SyncMlVerb.Replace, 3, [new SyncMlItem(Source: SyncMl.DeviceIdNode, Data: Id.ToString("D")), new SyncMlItem(Source: SyncMl.ModelNode, Data: "Model 7")]),
        ]);

    /// <summary>Does what a message says and answers it.</summary>
    public SyncMlMessage Answer(SyncMlMessage reply)
    {
        var answers = new List<SyncMlCommand> { Status(1, reply.MessageId, 0, SyncMl.HeaderName, SyncMl.Ok) };
        foreach (var command in reply.Commands.Where(command => command.Verb != SyncMlVerb.Status))
        {
            var uri = command.Items[0].Target!;
            var status = command.Verb == SyncMlVerb.Get ? Values.ContainsKey(uri) ? SyncMl.Ok : SyncMl.NotFound : Refuses.GetValueOrDefault(uri, SyncMl.Ok);
            if (status == SyncMl.Ok && command.Verb == SyncMlVerb.Delete)
                Values.Remove(uri);
            else if (status == SyncMl.Ok && command.Verb is SyncMlVerb.Add or SyncMlVerb.Replace)
                Values[uri] = int.Parse(command.Items[0].Data!, CultureInfo.InvariantCulture);
            answers.Add(Status(answers.Count + 1, reply.MessageId, command.Id, command.Verb.ToString(), status));
            if (status == SyncMl.Ok && command.Verb == SyncMlVerb.Get)
                answers.Add(new SyncMlCommand(SyncMlVerb.Results, answers.Count + 1, [new SyncMlItem(Source: uri, Format: "int", Data: Values[uri].ToString(CultureInfo.InvariantCulture))], reply.MessageId, command.Id));
        }

        return new SyncMlMessage(reply.SessionId, reply.MessageId + 1, reply.Source, reply.Target, answers);
    }

    public static SyncMlCommand Status(int id, int message, int command, string name, int code) => new(SyncMlVerb.Status, id, [], message, command, name, code);

    public Task<(HttpStatusCode Status, byte[] Body)> SpeakAsync(SyncMlMessage message, string? credential = null, string? path = null) =>
        PostAsync(path ?? Path, new ByteArrayContent(SyncMlWriter.Write(message)) { Headers = { ContentType = new MediaTypeHeaderValue(SyncMl.MediaType) } }, credential);

    /// <summary>Posts with a credential of this computer for that address; with a given one, or with none when it is empty.</summary>
    public async Task<(HttpStatusCode Status, byte[] Body)> PostAsync(string path, HttpContent? content, string? credential)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        credential ??= await CredentialAsync(path);
        if (credential.Length > 0)
            request.Headers.TryAddWithoutValidation(DeviceCredentialClaims.HeaderName, credential);
        using var reply = await server.Http.SendAsync(request, Cancellation);
        return (reply.StatusCode, await reply.Content.ReadAsByteArrayAsync(Cancellation));
    }

    /// <summary>A credential of this computer for one POST.</summary>
    public async Task<string> CredentialAsync(string path)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", GrantTypes.ServerChallenge)]);
        using var reply = await server.Http.PostAsync(new Uri("/common/oauth2/token", UriKind.Relative), form, Cancellation);
        var nonce = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Cancellation))!["Nonce"]!.GetValue<string>();
        var claims = new DeviceCredentialClaims(GrantTypes.DeviceAuthentication, DeviceCredentialClaims.Broker, nonce, server.Options.Origin + path, "POST");
        var header = new JoseHeader("RS256", "JWT", X5c: JsonSerializer.SerializeToElement(new[] { Convert.ToBase64String(Device.Certificate) }));
        return CompactJws.SignRs256(header, JsonSerializer.SerializeToUtf8Bytes(claims, ContractsJson.Default.DeviceCredentialClaims), Device.Keys.DeviceKey);
    }
}
