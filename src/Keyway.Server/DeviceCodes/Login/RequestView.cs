using Keyway.Contracts.OAuth;
using Keyway.Server.Tenants;
using Keyway.Server.Tokens;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>Which program wants what, from where and since when: what a person needs to know his own request from a stranger's.</summary>
internal sealed record RequestView(string UserCode, string Purpose, string Address, DateTimeOffset AskedOn)
{
    public static RequestView Of(DeviceRequest request, string userCode, Tenant tenant) => new(
        userCode,
        request.Resource == Resources.DeviceRegistration
            ? $"register a computer with {tenant.Name} in your name"
            : request.Permissions is { } limit ? $"use your permissions {string.Join(", ", limit.Order().Select(permission => permission.Name()))} at this server, as far as your roles reach, and nothing else"
            : "see and change your sign-in methods, and do at this server whatever your roles allow you",
        request.Address,
        request.AskedOn);
}
