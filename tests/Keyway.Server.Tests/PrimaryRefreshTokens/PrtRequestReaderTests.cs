using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Jose;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.PrimaryRefreshTokens;

/// <summary>O01 and D02 on the signed request: no algorithm but RS256 by the device's key, whatever the header says.</summary>
public sealed class PrtRequestReaderTests : IAsyncLifetime
{
    private Organisation _organisation = null!;
    private TestSecurityKey _key = null!;
    private TestDevice _device = null!;

    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        _key = await _organisation.KeyAsync(await _organisation.PersonAsync());
        _device = await _organisation.DeviceAsync(_key);
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Theory]
    [InlineData("none")]
    [InlineData("NONE")]
    [InlineData("HS256")]
    [InlineData("ES256")]
    [InlineData("RS1")]
    public async Task Another_algorithm_in_the_header_is_refused(string algorithm)
    {
        var (header, payload) = await PartsAsync();
        var input = Encode(JsonSerializer.SerializeToUtf8Bytes(header with { Alg = algorithm }, ContractsJson.Default.JoseHeader)) + "." + payload;
        var signature = algorithm switch
        {
            "HS256" => HMACSHA256.HashData(_device.Key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(input)),
            "none" or "NONE" => [],
            _ => _device.Key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        // What says HS256 is read as a renewal, and has no context.
        (await _organisation.Client.PrtAsync($"{input}.{Encode(signature)}")).IsRefusal(algorithm == "HS256" ? "KW1600" : "KW2305");
    }

    [Fact]
    public async Task A_payload_changed_under_its_signature_is_refused()
    {
        var request = await RequestAsync();
        var parts = request.Split('.');
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("openid aza ugs", "openid aza xyz", StringComparison.Ordinal);
        (await _organisation.Client.PrtAsync($"{parts[0]}.{Encode(Encoding.UTF8.GetBytes(payload))}.{parts[2]}")).IsRefusal("KW2305");
    }

    [Fact]
    public async Task A_certificate_as_a_bare_string_is_taken_as_some_clients_send_it()
    {
        var nonce = await _organisation.Client.NonceAsync();
        var header = new JoseHeader("RS256", "JWT", X5c: JsonSerializer.SerializeToElement(Convert.ToBase64String(_device.Certificate)));
        var claims = JsonSerializer.SerializeToUtf8Bytes(TestDevice.Claims(nonce, _key.Sign(nonce)), ContractsJson.Default.PrtRequestClaims);
        (await _organisation.Client.PrtAsync(CompactJws.SignRs256(header, claims, _device.Key))).As(ContractsJson.Default.PrtResponse);
    }

    [Fact]
    public async Task A_request_without_certificate_is_refused()
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(TestDevice.Claims("x", _key.Sign("x")), ContractsJson.Default.PrtRequestClaims);
        (await _organisation.Client.PrtAsync(CompactJws.SignRs256(new JoseHeader("RS256"), claims, _device.Key))).IsRefusal("KW2304");
    }

    [Theory]
    [InlineData("crit", "[\"exp\"]")]
    [InlineData("x5c", "[\"AAAA\",\"BBBB\"]")]
    [InlineData("x5c", "{}")]
    [InlineData("x5c", "[7]")]
    public async Task A_header_that_asks_for_more_is_refused(string member, string value)
    {
        var (_, payload) = await PartsAsync();
        var header = Encode(Encoding.UTF8.GetBytes($$"""{"alg":"RS256","{{member}}":{{value}}}"""));
        var signature = _device.Key.SignData(Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var reply = await _organisation.Client.PrtAsync($"{header}.{payload}.{Encode(signature)}");
        Assert.Matches("KW(1600|2304)", reply.Body);
    }

    private async Task<string> RequestAsync()
    {
        var nonce = await _organisation.Client.NonceAsync();
        return _device.Sign(TestDevice.Claims(nonce, _key.Sign(nonce)));
    }

    private async Task<(JoseHeader Header, string Payload)> PartsAsync()
    {
        var request = await RequestAsync();
        return (CompactJws.Parse(request).Value.Header, request.Split('.')[1]);
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
