using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Graph.Queries;
using Keyway.Server.Hosting;
using Keyway.Server.Provisioning;
using Keyway.Server.Tokens;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.DeviceManagement;

/// <summary><c>/v1.0/deviceManagement</c>: the profile (GET with its version as ETag, PUT of the whole, with If-Match of that version only), and how the devices stand.</summary>
internal static class ProfileEndpoints
{
    /// <summary>Who may change the profile: it decides who may sign in how.</summary>
    public static readonly Role[] Writers = [Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator];

    /// <summary>Who may read it, and how the devices stand.</summary>
    public static readonly Role[] Readers = [.. Writers, Role.DeviceAdministrator, Role.Reader];

    private const string Profile = "/v1.0/deviceManagement/securityKeyProfile";
    private const string Devices = "/v1.0/deviceManagement/managedDevices";
    private const int MaximumBody = 32 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Profile, Get).RequireToken(ErrorForm.Graph, Resources.Graph, [Permission.PolicyReadAll], Readers);
        endpoints.MapPut(Profile, Put).WithMetadata(new RequestSizeLimitAttribute(MaximumBody)).RequireToken(ErrorForm.Graph, Resources.Graph, Writers);
        var devices = endpoints.MapGroup(Devices).RequireToken(ErrorForm.Graph, Resources.Graph, [Permission.DeviceReadAll, Permission.DeviceReadWriteAll], Readers);
        devices.MapGet("", List);
        devices.MapGet("{id:guid}", Show);
    }

    private static IResult Get(HttpContext http, ManagementProfiles profiles)
    {
        var (profile, version) = profiles.Current;
        http.Response.Headers.ETag = EntityTag.Of(version);
        return Results.Json(profile, ContractsJson.Default.ManagementProfile);
    }

    private static async Task<IResult> Put(HttpContext http, ManagementProfiles profiles)
    {
        if (!(await JsonBody.ReadAsync(http.Request, ContractsJson.Default.ManagementProfile)).TryGet(out var profile, out var refusal))
            return new RefusalReply(ErrorForm.Graph, refusal.Error == Catalogue.Accounts.BodyMalformed ? Catalogue.DeviceManagement.ProfileInvalid : refusal);
        var condition = http.Request.Headers.IfMatch.Count == 0 ? null : http.Request.Headers.IfMatch.ToString();
        return (await profiles.ReplaceAsync(profile, Caller.Of(http).ActorId, condition, http.RequestAborted)).TryGet(out _, out refusal)
            ? Results.NoContent()
            : new RefusalReply(ErrorForm.Graph, refusal);
    }

    private static IResult List(HttpContext http, ManagedDevices devices, ServerOptions options)
    {
        if (!GraphPage.Parse(http.Request.Query).TryGet(out var page, out var refusal))
            return new RefusalReply(ErrorForm.Graph, refusal);
        var found = devices.Page(page.After?.Id, page.Top + 1);
        var shown = found.Take(page.Top).Select(Resource).ToList();
        return Results.Json(
            new GraphList<ManagedDeviceResource>(shown, found.Count > page.Top ? GraphPage.NextLink(http.Request, options.Origin, "", shown[^1].Id) : null),
            ManagementJson.Default.GraphListManagedDeviceResource);
    }

    private static IResult Show(Guid id, ManagedDevices devices) => devices.Find(id) is { Enrolment: not null } found
        ? Results.Json(Resource(found), ManagementJson.Default.ManagedDeviceResource)
        : new RefusalReply(ErrorForm.Graph, Catalogue.DeviceManagement.DeviceNotEnrolled);

    private static ManagedDeviceResource Resource(ManagedDevice managed)
    {
        var enrolment = managed.Enrolment!;
        return new ManagedDeviceResource(
            managed.Device.Id, managed.Device.DisplayName, enrolment.EnrolledOn, enrolment.LastContactOn, enrolment.LastSessionOn, JsonNamingPolicy.CamelCase.ConvertName(managed.State.ToString()),
            enrolment.Facts.Manufacturer, enrolment.Facts.Model, enrolment.Facts.ClientVersion,
            [.. managed.Effective.Select(setting => new ManagedSettingResource(
                setting.Setting.Name, setting.Setting.Uri, setting.Value, setting.Sources, managed.ReportOf(setting)?.Reported, managed.ReportOf(setting)?.Status))]);
    }
}
