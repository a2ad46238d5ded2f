using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Keyway.Device.Tests.IdentityServer;

/// <summary>Replies of a real server: <c>vectors/device/server-replies.json</c>.</summary>
internal sealed class RecordedReplies
{
    private readonly JsonElement _file;

    private RecordedReplies(JsonElement file) => _file = file;

    public static RecordedReplies Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "server-replies.json")));
        return new RecordedReplies(document.RootElement.Clone());
    }

    public Guid TenantId => _file.GetProperty("tenantId").GetGuid();

    public DateTimeOffset RecordedOn => _file.GetProperty("recordedOn").GetDateTimeOffset();

    public int Status(string name) => Case(name).GetProperty("status").GetInt32();

    public byte[] Body(string name) => Encoding.UTF8.GetBytes(Case(name).GetProperty("body").GetString()!);

    /// <summary>A private key of the device that got the reply.</summary>
    public RSA Key(string name, string member)
    {
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Convert.FromHexString(Case(name).GetProperty(member).GetString()!), out _);
        return key;
    }

    private JsonElement Case(string name) =>
        _file.GetProperty("groups")[0].GetProperty("cases").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name);
}
