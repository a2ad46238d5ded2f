using System.Net;
using System.Reflection;
using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Shared;
using Keyway.Server.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace Keyway.Server.Tests.Portal;

/// <summary>Least privilege: which role opens which page, and which changes what.</summary>
public sealed class AdministrationAccessTests
{
    private static readonly Role[] Administrative = [.. RoleDefinitions.ById.Values.Order()];

    private static readonly Dictionary<string, Role[]> Readers = new()
    {
        ["/admin"] = Administrative,
        ["/admin/devices"] = [Role.GlobalAdministrator, Role.DeviceAdministrator, Role.AuthenticationAdministrator, Role.Reader],
        ["/admin/domains"] = [Role.GlobalAdministrator, Role.HybridIdentityAdministrator, Role.Reader],
        ["/admin/kerberos-servers"] = [Role.GlobalAdministrator, Role.HybridIdentityAdministrator, Role.Reader],
        ["/admin/sign-ins"] = [Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader],
        ["/admin/sign-ins?handler=List"] = [Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader],
        ["/admin/sign-ins?handler=Export&format=csv"] = [Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader],
        ["/admin/sign-ins/usage"] = [Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader],
        ["/admin/sign-ins/usage?handler=Export"] = [Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader],
        ["/admin/audit"] = [Role.GlobalAdministrator, Role.Reader],
        ["/admin/audit?handler=Export&format=json"] = [Role.GlobalAdministrator, Role.Reader],
        ["/admin/roles"] = [Role.GlobalAdministrator, Role.Reader],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_of_the_administration_names_its_roles()
    {
        await using var server = await RunningServer.StartAsync();
        var pages = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("admin", StringComparison.Ordinal) == true).ToList();
        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.StartsWith("/Portal/Administration/", page.Metadata.GetRequiredMetadata<PageActionDescriptor>().RelativePath, StringComparison.Ordinal));
        var models = typeof(PortalPage).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(PortalPage)) && type.Namespace!.StartsWith("Keyway.Server.Portal.Administration", StringComparison.Ordinal)).ToList();
        Assert.Equal(pages.Select(page => page.RoutePattern.RawText).Distinct().Count(), models.Count);
        Assert.All(models, model => Assert.True(model.GetCustomAttribute<AllowRolesAttribute>(inherit: false) is { Roles.Count: > 0 }, $"{model.FullName} says not who may open it."));
    }

    [Fact]
    public async Task Each_role_opens_its_pages_and_no_others()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var role in Administrative)
        {
            var (visitor, _) = await Visitor.SignInAsync(server, "with-" + role, new HashSet<Role> { role });
            foreach (var (path, readers) in Readers)
            {
                var (status, text) = await visitor.GetAsync(path);
                Assert.True((readers.Contains(role) ? HttpStatusCode.OK : HttpStatusCode.Forbidden) == status, $"{role} at {path}: {(int)status} {text}");
            }
        }

        var (nobody, _) = await Visitor.SignInAsync(server, "nobody", new HashSet<Role>());
        var (weak, _) = await Visitor.SignInAsync(server, "weak", new HashSet<Role> { Role.GlobalAdministrator }, "pwd");
        foreach (var path in Readers.Keys)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await nobody.GetAsync(path)).Status);
            // To the page on which a second factor is set up.
            Assert.Equal(HttpStatusCode.Redirect, (await weak.GetAsync(path)).Status);
            Assert.Equal(HttpStatusCode.Redirect, (await new Visitor(server, null).GetAsync(path)).Status);
        }
    }

    [Fact]
    public async Task Only_who_may_change_computers_and_roles_does()
    {
        await using var server = await RunningServer.StartAsync();
        var device = new Device(Guid.NewGuid(), null, "pc1", "Linux", "13", JoinType.Cloud, [0], true, server.Clock.GetUtcNow(), null, 1);
        await server.Get<DurableWriter>().WriteAsync<bool>(
            session =>
            {
                DeviceTable.Insert(session, device);
                return true;
            },
            Cancellation);
        foreach (var role in Administrative)
        {
            var (visitor, person) = await Visitor.SignInAsync(server, "with-" + role, new HashSet<Role> { role });
            var mayChange = role is Role.GlobalAdministrator or Role.DeviceAdministrator;
            Assert.Equal(mayChange ? HttpStatusCode.Redirect : HttpStatusCode.Forbidden, (await visitor.PostAsync($"/admin/devices/{device.Id}?handler=Disable")).Status);
            Assert.Equal(mayChange, server.Get<DeviceService>().Find(device.Id)!.Enabled == false);
            await server.Get<DeviceService>().SetEnabledAsync(device.Id, true, null, Cancellation);
            if (!mayChange)
            {
                Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync($"/admin/devices/{device.Id}/delete")).Status);
                Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync($"/admin/devices/{device.Id}/delete")).Status);
            }

            if (role == Role.GlobalAdministrator)
                continue;
            // Nobody gives oneself a role.
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync("/admin/roles", ("person", person.UserName), ("role", nameof(Role.GlobalAdministrator)))).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync("/admin/roles/withdraw", ("id", person.Id.ToString()), ("role", role.ToString()))).Status);
            Assert.Equal([role], server.Get<AccountDirectory>().Find(person.Id)!.Roles);
        }

        Assert.NotNull(server.Get<DeviceService>().Find(device.Id));
    }

    [Fact]
    public async Task The_last_global_administrator_keeps_the_role_and_a_connectors_role_is_nobodys()
    {
        await using var server = await RunningServer.StartAsync();
        var (visitor, person) = await Visitor.SignInAsync(server, "grace", new HashSet<Role> { Role.GlobalAdministrator });
        foreach (var (other, role) in server.Get<RoleAdministration>().All().Where(held => held.Account != person.Id))
            Assert.True((await server.Get<RoleAdministration>().WithdrawAsync(other, role, person.Id, Cancellation)).Succeeded);
        var (_, text) = await visitor.PostAsync("/admin/roles/withdraw", ("id", person.Id.ToString()), ("role", nameof(Role.GlobalAdministrator)));
        Assert.Contains("KW2521", text, StringComparison.Ordinal);
        (_, text) = await visitor.PostAsync("/admin/roles", ("person", person.UserName), ("role", nameof(Role.Connector)));
        Assert.Contains("KW2669", text, StringComparison.Ordinal);
        Assert.Equal([Role.GlobalAdministrator], server.Get<AccountDirectory>().Find(person.Id)!.Roles);
    }
}
