using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Connect.IdentityServer;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Tests.IdentityServer;

public sealed class ServerAnswersTests
{
    private const string Config = """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],"patch":{"supported":true},"bulk":{"supported":true,"maxOperations":1000,"maxPayloadSize":1048576}}""";

    [Fact]
    public void A_publication_key_is_taken_with_the_fingerprint_computed_here()
    {
        using var key = ServerAnswers.PublicationKey(Samples.PublicationKey()).Value;

        Assert.Equal(PublicationJwe.KeyId(Samples.PublicationRsa), key.Fingerprint);
    }

    [Fact]
    public void A_publication_key_under_another_fingerprint_is_refused()
    {
        using var other = RSA.Create(3072);
        var published = new PublicationKey(PublicationJwe.KeyId(Samples.PublicationRsa), Convert.ToBase64String(other.ExportSubjectPublicKeyInfo()), Guid.NewGuid());

        Assert.Equal(Catalogue.Connect.PublicationKeyUnusable, ServerAnswers.PublicationKey(Json(published)).Refusal.Error);
    }

    [Fact]
    public void A_weak_publication_key_is_refused()
    {
        using var weak = RSA.Create(2048);
        var published = new PublicationKey(PublicationJwe.KeyId(weak), Convert.ToBase64String(weak.ExportSubjectPublicKeyInfo()), Guid.NewGuid());

        Assert.Equal(Catalogue.Connect.PublicationKeyUnusable, ServerAnswers.PublicationKey(Json(published)).Refusal.Error);
    }

    [Fact]
    public void A_publication_key_with_bytes_behind_it_is_refused()
    {
        byte[] longer = [.. Samples.PublicationRsa.ExportSubjectPublicKeyInfo(), 0];
        var published = new PublicationKey(PublicationJwe.KeyId(Samples.PublicationRsa), Convert.ToBase64String(longer), Guid.NewGuid());

        Assert.Equal(Catalogue.Connect.PublicationKeyUnusable, ServerAnswers.PublicationKey(Json(published)).Refusal.Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    [InlineData(-1)]
    public void A_Kerberos_server_with_an_impossible_number_is_refused(int id) =>
        Assert.Equal(Catalogue.Connect.ServerAnswerMalformed, ServerAnswers.KerberosServer(JsonSerializer.SerializeToUtf8Bytes(Samples.State() with { CloudId = id }, ContractsJson.Default.KerberosServerState)).Refusal.Error);

    [Fact]
    public void A_connector_of_another_domain_is_not_taken_for_ours() =>
        Assert.Equal(Catalogue.Connect.ServerAnswerMalformed, ServerAnswers.RegisteredConnector(Json(Connector()), "fabrikam.corp.com", null).Refusal.Error);

    [Fact]
    public void Bulk_limits_are_read()
    {
        Assert.Equal(new BulkLimits(1000, 1_048_576), ServerAnswers.Limits(Encoding.UTF8.GetBytes(Config)).Value);
        Assert.Equal(Catalogue.Connect.BulkUnsupported, ServerAnswers.Limits("""{"bulk":{"supported":false,"maxOperations":0,"maxPayloadSize":0}}"""u8).Refusal.Error);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"bulk":[]}""")]
    [InlineData("""{"bulk":{"supported":"yes"}}""")]
    [InlineData("""{"bulk":{"supported":true}}""")]
    [InlineData("""{"bulk":{"supported":true,"maxOperations":0,"maxPayloadSize":1}}""")]
    [InlineData("""{"bulk":{"supported":true,"maxOperations":1e9,"maxPayloadSize":-1}}""")]
    [InlineData("""{"bulk":{"supported":true,"maxOperations":"1","maxPayloadSize":1}}""")]
    public void Limits_that_are_none_are_refused(string body) => Assert.Equal(Catalogue.Connect.ServerAnswerMalformed, ServerAnswers.Limits(Encoding.UTF8.GetBytes(body)).Refusal.Error);

    [Fact]
    public void A_bulk_answer_with_another_number_of_results_is_refused() =>
        Assert.Equal(Catalogue.Connect.ServerAnswerMalformed, ServerAnswers.Bulk(Json(Bulk()), 3).Refusal.Error);

    [Theory]
    [InlineData("""{"schemas":[],"totalResults":1,"startIndex":1,"itemsPerPage":1,"Resources":[null]}""")]
    [InlineData("""{"schemas":[],"totalResults":1,"startIndex":1,"itemsPerPage":1,"Resources":[{"schemas":[],"userName":"a","active":true}]}""")]
    [InlineData("""{"schemas":[],"totalResults":-1,"startIndex":1,"itemsPerPage":1,"Resources":[]}""")]
    [InlineData("""{"schemas":[],"totalResults":1,"startIndex":1,"itemsPerPage":1}""")]
    public void A_list_with_something_that_is_no_user_is_refused(string body) => Assert.Equal(Catalogue.Connect.ServerAnswerMalformed, ServerAnswers.Users(Encoding.UTF8.GetBytes(body)).Refusal.Error);

    public static TheoryData<string> Kinds => ["token", "key", "state", "connector", "users", "groups", "bulk", "limits"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_mutated_answer_is_read_or_refused_with_a_number_and_never_throws(string kind)
    {
        var (original, read) = Reader(kind);
        Assert.Null(read(original));

        var refused = 0;
        foreach (var mutated in Mutations.Of(original, seed: 2))
        {
            if (read(mutated) is { } refusal)
            {
                Assert.InRange(refusal.Error.Number, 4015, 4034);
                refused++;
            }
        }

        Assert.True(refused > 500, $"{refused}");
    }

    private static (byte[] Original, Func<byte[], Refusal?> Read) Reader(string kind) => kind switch
    {
        "token" => (Encoding.UTF8.GetBytes("""{"access_token":"abc.def","token_type":"Bearer","expires_in":600}"""), body => Of(ServerAnswers.Token(body))),
        "key" => (Samples.PublicationKey(), body => Of(ServerAnswers.PublicationKey(body))),
        "state" => (JsonSerializer.SerializeToUtf8Bytes(Samples.State(), ContractsJson.Default.KerberosServerState), body => Of(ServerAnswers.KerberosServer(body))),
        "connector" => (Json(Connector()), body => Of(ServerAnswers.RegisteredConnector(body, "contoso.corp.com", null))),
        "users" => (Json(new ScimListResponse<ScimUser>([ScimSchemas.ListResponse], 1, 1, 1, [Samples.Held("1", User())])), body => Of(ServerAnswers.Users(body))),
        "groups" => (Json(new ScimListResponse<ScimGroup>([ScimSchemas.ListResponse], 1, 1, 1, [Samples.HeldGroup("2", Samples.Anchor(2), "g", new OnPremisesGroup("g", "contoso.corp.com", "S-1-5-21-1-2-3-4"), "1")])), body => Of(ServerAnswers.Groups(body))),
        "bulk" => (Json(Bulk()), body => Of(ServerAnswers.Bulk(body, 2))),
        _ => (Encoding.UTF8.GetBytes(Config), body => Of(ServerAnswers.Limits(body))),
    };

    private static ScimUser User() => new([ScimSchemas.User], "alice@contoso.corp.com", true, ExternalId: Samples.Anchor(1).ToString("D"));

    private static ConnectorCredential Connector() => new(new Guid("5f8c2d0e-8a57-4f0a-9a3f-2f3b9a1e7c11"), "dc1", "contoso.corp.com", "secret");

    private static ScimBulkResponse Bulk() => new([ScimSchemas.BulkResponse],
    [
        new ScimBulkResult("POST", "201", "a", "W/\"1\"", "https://localhost/scim/v2/Users/1"),
        new ScimBulkResult("PUT", "409", Response: new ScimError([ScimSchemas.Error], "409", "KW2507 taken", "uniqueness")),
    ]);

    private static Refusal? Of<T>(Result<T> result)
        where T : notnull
    {
        if (!result.TryGet(out var value, out var refusal))
            return refusal;
        (value as IDisposable)?.Dispose();
        return null;
    }

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), ContractsJson.Default);
}
