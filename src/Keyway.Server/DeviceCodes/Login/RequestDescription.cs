using System.Globalization;
using Keyway.Contracts.OAuth;
using Keyway.Server.Pages;
using Keyway.Server.Tenants;

namespace Keyway.Server.DeviceCodes.Login;

/// <summary>Which program wants what, from where and since when: what a person needs to know his own request from a stranger's.</summary>
internal static class RequestDescription
{
    public static Markup Of(DeviceRequest request, string userCode, Tenant tenant, DateTimeOffset now) => Markup.Of($"""
        <dl>
        <dt>Code</dt><dd><code>{userCode}</code></dd>
        <dt>Program</dt><dd>Keyway on a computer</dd>
        <dt>Wants to</dt><dd>{Purpose(request.Resource, tenant)}</dd>
        <dt>Asked from</dt><dd>address <code>{request.Address}</code></dd>
        <dt>Asked</dt><dd>{Ago(now - request.AskedOn)} (<time datetime="{request.AskedOn.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}">{request.AskedOn.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC</time>)</dd>
        </dl>
        """);

    private static string Purpose(string resource, Tenant tenant) => resource == Resources.DeviceRegistration
        ? $"register a computer with {tenant.Name} in your name"
        : "see and change your sign-in methods, and do at this server whatever your roles allow you";

    private static string Ago(TimeSpan age) => age.TotalMinutes switch
    {
        < 1 => "less than a minute ago",
        < 2 => "a minute ago",
        _ => $"{((int)age.TotalMinutes).ToString(CultureInfo.InvariantCulture)} minutes ago",
    };
}
