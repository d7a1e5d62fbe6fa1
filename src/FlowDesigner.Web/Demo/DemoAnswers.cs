using System.Globalization;
using System.Text.Json.Nodes;

namespace FlowDesigner.Web.Demo;

/// <summary>Answers in WordPress' and WooCommerce's own shapes.</summary>
internal static class DemoAnswers
{
    /// <summary>An error: <c>{ "code", "message", "data": { "status" } }</c>.</summary>
    public static IResult Error(int status, string code, string message, JsonObject? data = null)
    {
        data ??= [];
        data["status"] = status;
        return Results.Json(
            new JsonObject
            {
                ["code"] = code,
                ["message"] = message,
                ["data"] = data,
            },
            statusCode: status
        );
    }

    /// <summary>A parameter that is not allowed.</summary>
    public static IResult InvalidParameter(string name, string why) =>
        Error(
            StatusCodes.Status400BadRequest,
            "rest_invalid_param",
            $"Invalid parameter(s): {name}",
            new JsonObject { ["params"] = new JsonObject { [name] = why } }
        );

    /// <summary>No such route.</summary>
    public static IResult NoRoute() =>
        Error(
            StatusCodes.Status404NotFound,
            "rest_no_route",
            "No route was found matching the URL and request method."
        );

    /// <summary>One item.</summary>
    public static IResult One(HttpRequest request, JsonObject item) =>
        Results.Json(DemoJson.Only(item, request.Query["_fields"]));

    /// <summary>One page of a list, with the headers that tell of the others.</summary>
    public static IResult Page<T>(HttpContext http, IReadOnlyList<T> items, Func<T, string, JsonObject> write)
    {
        if (Number(http.Request, "per_page", 10) is not { } perPage || perPage is < 1 or > 100)
        {
            return InvalidParameter("per_page", "per_page must be between 1 (inclusive) and 100 (inclusive)");
        }

        if (Number(http.Request, "page", 1) is not { } page || page < 1)
        {
            return InvalidParameter("page", "page must be greater than or equal to 1");
        }

        var pages = (items.Count + perPage - 1) / perPage;
        var headers = http.Response.Headers;
        headers["X-WP-Total"] = items.Count.ToString(CultureInfo.InvariantCulture);
        headers["X-WP-TotalPages"] = pages.ToString(CultureInfo.InvariantCulture);
        var links = new List<string>();
        if (page > 1)
        {
            links.Add(Link(http.Request, Math.Min(page - 1, Math.Max(pages, 1)), "prev"));
        }

        if (page < pages)
        {
            links.Add(Link(http.Request, page + 1, "next"));
        }

        if (links.Count > 0)
        {
            headers.Link = string.Join(", ", links);
        }

        var api = Api(http.Request);
        var fields = http.Request.Query["_fields"];
        return Results.Json(
            new JsonArray([.. items.Skip((page - 1) * perPage).Take(perPage).Select(i => DemoJson.Only(write(i, api), fields))])
        );
    }

    /// <summary>Address of the API as the client sees it, without a slash at its end.</summary>
    public static string Api(HttpRequest request) =>
        $"{request.Scheme}://{request.Host}{request.PathBase}{DemoShopEndpoints.ApiPath}";

    private static string Link(HttpRequest request, int page, string rel)
    {
        var query = QueryString.Create(
            request
                .Query.Where(q => q.Key is not ("page" or "consumer_key" or "consumer_secret"))
                .Append(new("page", page.ToString(CultureInfo.InvariantCulture)))
        );
        return $"<{request.Scheme}://{request.Host}{request.PathBase}{request.Path}{query}>; rel=\"{rel}\"";
    }

    private static int? Number(HttpRequest request, string name, int otherwise) =>
        !request.Query.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000 ? number
        : null;
}
