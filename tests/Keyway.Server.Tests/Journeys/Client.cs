using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Keyway.Contracts;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.SignIn;

namespace Keyway.Server.Tests.Journeys;

/// <summary>Speaks to a server as devices, people and administrators do: over HTTPS, step by step.</summary>
internal sealed class Client(HttpClient http)
{
    public const string Keys = "/v1.0/me/authentication/fido2Methods";
    public const string Policy = "/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2";

    public Task<Reply> TokenAsync(params (string Name, string Value)[] form) => TokenAsync("common", form);

    public Task<Reply> TokenAsync(string authority, (string Name, string Value)[] form) =>
        SendAsync(HttpMethod.Post, $"/{authority}/oauth2/token", new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public async Task<string> NonceAsync() =>
        (await TokenAsync(("grant_type", GrantTypes.ServerChallenge))).As(ContractsJson.Default.NonceResponse).Nonce;

    public Task<Reply> PassAsync(string userName, string pass, string resource = Resources.Graph) =>
        TokenAsync(("grant_type", GrantTypes.TemporaryAccessPass), ("username", userName), ("temporary_access_pass", pass), ("resource", resource));

    public async Task<string> PassTokenAsync(string userName, string pass, string resource = Resources.Graph) =>
        (await PassAsync(userName, pass, resource)).As(ContractsJson.Default.TokenResponse).AccessToken;

    public async Task<Reply> KeyAsync(TestSecurityKey key, string resource = Resources.Graph)
    {
        var nonce = await NonceAsync();
        return await KeyAsync(nonce, key.Sign(nonce), resource);
    }

    public Task<Reply> KeyAsync(string nonce, SecurityKeyAssertion assertion, string resource = Resources.Graph) => TokenAsync(
        ("grant_type", GrantTypes.SecurityKey), ("assertion", JsonSerializer.Serialize(assertion, ContractsJson.Default.SecurityKeyAssertion)),
        ("request_nonce", nonce), ("resource", resource));

    public async Task<string> KeyTokenAsync(TestSecurityKey key, string resource = Resources.Graph) =>
        (await KeyAsync(key, resource)).As(ContractsJson.Default.TokenResponse).AccessToken;

    public async Task<Reply> RegisterAsync(string token, TestSecurityKey key)
    {
        var options = (await GetAsync(Keys + "/creationOptions", token)).As(ContractsJson.Default.CreationOptionsResponse);
        return await PostAsync(Keys, key.Register(options), ContractsJson.Default.SecurityKeyRegistration, token);
    }

    public async Task JoinAsync(string token, TestDevice device)
    {
        var reply = await PostAsync("/EnrollmentServer/device/?api-version=2.0", device.JoinRequest(), ContractsJson.Default.DeviceJoinRequest, token);
        device.Certificate = Convert.FromBase64String(reply.As(ContractsJson.Default.DeviceJoinResponse).Certificate.RawBody);
    }

    /// <summary>Sends a signed PRT request.</summary>
    public Task<Reply> PrtAsync(string request) => TokenAsync(
        ("grant_type", GrantTypes.JwtBearer), ("request", request), ("windows_api_version", "2.0"), ("client_info", "1"), ("tgt", "true"));

    /// <summary>The whole device sign-in: nonce, gesture, PRT request.</summary>
    public async Task<Reply> SignInAsync(TestDevice device, TestSecurityKey key)
    {
        var nonce = await NonceAsync();
        return await PrtAsync(device.Sign(TestDevice.Claims(nonce, key.Sign(nonce))));
    }

    public Task<Reply> GetAsync(string path, string? token) => SendAsync(HttpMethod.Get, path, null, token);

    public Task<Reply> DeleteAsync(string path, string? token) => SendAsync(HttpMethod.Delete, path, null, token);

    public Task<Reply> PostAsync<T>(string path, T body, JsonTypeInfo<T> type, string? token) => SendAsync(HttpMethod.Post, path, Json(body, type), token);

    public Task<Reply> PatchAsync<T>(string path, T body, JsonTypeInfo<T> type, string? token) => SendAsync(HttpMethod.Patch, path, Json(body, type), token);

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? body, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static StringContent Json<T>(T body, JsonTypeInfo<T> type) => new(JsonSerializer.Serialize(body, type), Encoding.UTF8, "application/json");
}
