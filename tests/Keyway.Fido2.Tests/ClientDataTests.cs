using System.Buffers.Text;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Keyway.Errors;

namespace Keyway.Fido2.Tests;

public sealed class ClientDataTests
{
    private const string Good = "\"type\":\"webauthn.get\",\"challenge\":\"AAECAw\",\"origin\":\"https://login.contoso.com\"";

    [Fact]
    public void Members_are_read()
    {
        var data = Parse($"{{{Good},\"crossOrigin\":true,\"topOrigin\":\"https://portal.example\"}}").Value;
        Assert.Equal("webauthn.get", data.Type);
        Assert.Equal([0, 1, 2, 3], data.Challenge.ToArray());
        Assert.Equal("https://login.contoso.com", data.Origin);
        Assert.True(data.CrossOrigin);
        Assert.Equal("https://portal.example", data.TopOrigin);
    }

    [Fact]
    public void Missing_cross_origin_means_same_origin()
    {
        var data = Parse($"{{{Good}}}").Value;
        Assert.False(data.CrossOrigin);
        Assert.Null(data.TopOrigin);
    }

    [Theory]
    [InlineData("\"extraData\":\"as the specification allows\"")]
    [InlineData("\"tokenBinding\":{\"status\":\"supported\"}")]
    [InlineData("\"other\":[1,2,{\"type\":\"webauthn.create\"}]")]
    [InlineData("\"androidPackageName\":null")]
    public void Unknown_members_are_skipped(string member)
    {
        Assert.Equal("webauthn.get", Parse($"{{{Good},{member}}}").Value.Type);
        Assert.Equal("webauthn.get", Parse($"{{{member},{Good}}}").Value.Type);
    }

    [Fact]
    public void Byte_order_mark_is_dropped() => Assert.True(Parse($"\uFEFF{{{Good}}}").Succeeded);

    [Fact]
    public void Escaped_text_is_read_as_what_it_means() =>
        Assert.Equal("https://login.contoso.com", Parse($"{{{Good.Replace("https://l", "https:\\/\\/\\u006c", StringComparison.Ordinal)}}}").Value.Origin);

    [Theory]
    [Trait("Attack", "W02")]
    [InlineData("type")]
    [InlineData("challenge")]
    [InlineData("origin")]
    [InlineData("\\u006frigin")]
    public void Member_given_twice_is_refused(string name) =>
        Refused.With(Catalogue.WebAuthnData.ClientDataMember, Parse($"{{{Good},\"{name}\":\"AAAA\"}}"));

    [Theory]
    [Trait("Attack", "W02")]
    [InlineData("\"crossOrigin\":false,\"crossOrigin\":true")]
    [InlineData("\"topOrigin\":\"a\",\"topOrigin\":\"b\"")]
    [InlineData("\"crossOrigin\":\"false\"")]
    [InlineData("\"crossOrigin\":0")]
    [InlineData("\"crossOrigin\":null")]
    [InlineData("\"topOrigin\":null")]
    [InlineData("\"topOrigin\":[\"a\"]")]
    public void Framing_members_of_another_kind_are_refused(string members) =>
        Refused.With(Catalogue.WebAuthnData.ClientDataMember, Parse($"{{{Good},{members}}}"));

    [Theory]
    [InlineData("{\"challenge\":\"AAECAw\",\"origin\":\"o\"}")]
    [InlineData("{\"type\":\"t\",\"origin\":\"o\"}")]
    [InlineData("{\"type\":\"t\",\"challenge\":\"AAECAw\"}")]
    [InlineData("{\"type\":1,\"challenge\":\"AAECAw\",\"origin\":\"o\"}")]
    [InlineData("{\"type\":\"t\",\"challenge\":[0,1,2,3],\"origin\":\"o\"}")]
    [InlineData("{\"type\":\"t\",\"challenge\":\"AAECAw\",\"origin\":null}")]
    [InlineData("{\"Type\":\"t\",\"challenge\":\"AAECAw\",\"origin\":\"o\"}")]
    [InlineData("{}")]
    public void Missing_or_wrong_member_is_refused(string json) => Refused.With(Catalogue.WebAuthnData.ClientDataMember, Parse(json));

    [Theory]
    [Trait("Attack", "W01")]
    [InlineData("AAECAw==")]
    [InlineData("AAECAw%3D%3D")]
    [InlineData("AAEC Aw")]
    [InlineData("AAECAw ")]
    [InlineData("AAECAw\\n")]
    [InlineData("AAECAx")]
    [InlineData("AAECA")]
    [InlineData("AA+CAw")]
    [InlineData("AA/CAw")]
    [InlineData("AAECA\u00e9")]
    public void Challenge_in_another_spelling_is_refused(string challenge) => Refused.With(
        Catalogue.WebAuthnData.ClientDataChallengeEncoding,
        Parse($"{{{Good.Replace("AAECAw", challenge, StringComparison.Ordinal)}}}"));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"webauthn.get\"")]
    [InlineData("{")]
    [InlineData("{\"type\":")]
    [InlineData("{} {}")]
    [InlineData("{},")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{/* */}")]
    [InlineData("{\"a\":[[[[[[[[[[1]]]]]]]]]]}")]
    [InlineData("{\"type\":\"\\ud800\",\"challenge\":\"AAECAw\",\"origin\":\"o\"}")]
    public void Text_that_is_no_json_object_is_refused(string json) => Assert.False(Parse(json).Succeeded);

    [Fact]
    public void Text_that_is_not_utf8_is_refused()
    {
        var json = Encoding.Latin1.GetBytes($"{{{Good.Replace("login", "l\u00f6gin", StringComparison.Ordinal)}}}");
        Refused.With(Catalogue.WebAuthnData.ClientDataMalformed, ClientData.Parse(json));
    }

    [Fact]
    [Trait("Attack", "W10")]
    public void Oversized_client_data_is_refused() =>
        Refused.With(Catalogue.WebAuthnData.ClientDataTooLarge, Parse($"{{{Good},\"x\":\"{new string('x', 16384)}\"}}"));

    [Fact]
    public void Every_challenge_survives_its_encoding() =>
        Prop.ForAll<byte[]>(challenge =>
        {
            var json = $"{{\"type\":\"t\",\"challenge\":\"{Base64Url.EncodeToString(challenge)}\",\"origin\":\"o\"}}";
            return ClientData.Parse(Encoding.UTF8.GetBytes(json)).Value.Challenge.Span.SequenceEqual(challenge);
        }).QuickCheckThrowOnFailure();

    private static Result<ClientData> Parse(string json) => ClientData.Parse(Encoding.UTF8.GetBytes(json));
}
